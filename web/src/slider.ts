/** A slider over the days of the record: the page as it was known on a day. It fills the date field of its form and sends it. */
export class AsOfSlider extends HTMLElement {
  connectedCallback(): void {
    const days = (this.dataset.days ?? "").split(" ").filter(Boolean);
    const form = this.closest("form");
    const field = form?.querySelector<HTMLInputElement>("input[name=as_of]");
    if (!form || !field || days.length < 2) return;
    const range = document.createElement("input");
    range.type = "range";
    range.min = "0";
    range.max = String(days.length - 1);
    range.value = String(AsOfSlider.place(days, this.dataset.value ?? ""));
    range.setAttribute("aria-label", "As known on");
    const told = document.createElement("output");
    const show = (): void => {
      const day = days[Number(range.value)] ?? "";
      told.textContent = day;
      range.setAttribute("aria-valuetext", day);
    };
    range.addEventListener("input", show);
    range.addEventListener("change", () => {
      field.value = days[Number(range.value)] ?? "";
      form.requestSubmit();
    });
    show();
    this.append(range, told);
  }

  /** The last day that is not after the given one; the last of all for none. */
  static place(days: string[], value: string): number {
    if (!value) return days.length - 1;
    const after = days.findIndex((day) => day > value);
    return after < 0 ? days.length - 1 : Math.max(0, after - 1);
  }
}
