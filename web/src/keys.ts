/** The keyboard: j and k walk over rows, Enter opens, a accepts, x rejects, u undoes, / searches, ? helps. */

const ROWS = "[data-row][data-href], article.claim:not(.queued *), article.pair, tbody tr";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function move(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("here"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  rows[at]?.classList.remove("here");
  if (!next) return;
  next.classList.add("here");
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function open(): void {
  document.querySelector<HTMLAnchorElement>(".here a[href]")?.click();
}

/** Press a button of the row that is walked on; else, where the page is about one row, of that one. Never of a row not chosen. */
function press(selector: string): void {
  const here = document.querySelector<HTMLButtonElement>(`.here${selector}`);
  const all = document.querySelectorAll<HTMLButtonElement>(selector);
  (here ?? (all.length === 1 ? all[0] : null))?.click();
}

/** Take back the newest judgement that the page shows. */
function undo(): void {
  document.querySelector<HTMLButtonElement>('form[action="/undo"] button')?.click();
}

const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press('.review button[value="accept"]'),
  x: () => press('.review button[value="reject"]'),
  u: undo,
  "/": () => document.querySelector<HTMLInputElement>("#q")?.focus(),
  "?": () => location.assign("/help"),
};

export function installKeys(): void {
  const here = document.querySelector<HTMLElement>(".queued.here"); // where the one before was judged
  here?.focus({ preventScroll: true });
  here?.scrollIntoView({ block: "center" });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isTyping(event.target)) (event.target as HTMLElement).blur();
    if (isTyping(event.target)) return;
    if (event.key === "Enter" && document.activeElement?.classList.contains("here")) return open();
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
