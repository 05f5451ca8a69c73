/** What every page can do with scripts: the as-of slider, keys, dropped files, working state. All of it works without, too. */
import "./desk.css";
import { installKeys } from "./keys";
import { AsOfSlider } from "./slider";

customElements.define("as-of-slider", AsOfSlider);
installKeys();

/** Files dropped anywhere on the form are chosen. */
function installDrop(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
  });
}

/** A page that takes its time says so. */
function installWorking(): void {
  const start = (): void => document.documentElement.classList.add("working");
  for (const form of document.forms) form.addEventListener("submit", start);
  window.addEventListener("pageshow", () => document.documentElement.classList.remove("working"));
}

/** Empty fields stay out of the address, so that links are short. */
function installShortAddresses(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[method=get]")) {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
    });
  }
}

/** A claim in the margin shows its words in the text. */
function installMargin(): void {
  for (const note of document.querySelectorAll<HTMLElement>(".note")) {
    const marks = [...document.querySelectorAll<HTMLElement>("mark[data-claims]")].filter((mark) =>
      (mark.dataset.claims ?? "").split(" ").includes(note.id),
    );
    const show = (on: boolean) => () => marks.forEach((mark) => mark.classList.toggle("shown", on));
    note.addEventListener("mouseenter", show(true));
    note.addEventListener("focus", show(true));
    note.addEventListener("mouseleave", show(false));
    note.addEventListener("blur", show(false));
  }
}

const add = document.querySelector<HTMLFormElement>("form.add");
if (add) installDrop(add);
installWorking();
installShortAddresses();
installMargin();
