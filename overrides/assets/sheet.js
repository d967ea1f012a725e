// A sheet that waits in the page as a template and is opened in place of it, so that nothing of
// the page is read or printed with it. What is written in it goes when it closes or the page is left.

// Unfolds a template. `half` tells whether something is written that is not yet elsewhere, `clear`
// empties the controls. Gives the sheet, what shows it and what closes it.
export const unfolded = (template, half, clear) => {
  const sheet = template.content.cloneNode(true).firstElementChild;
  const page = document.querySelector(".page");
  let aside = [];
  const warn = (event) => {
    if (half() && !document.body.hidden) { // whoever leaves quickly is not held
      event.preventDefault();
    }
  };
  const close = () => {
    removeEventListener("beforeunload", warn);
    removeEventListener("pagehide", close);
    clear();
    sheet.remove();
    aside.forEach(({ part, mark }) => mark.replaceWith(part));
    document.documentElement.classList.remove("filling");
  };
  const show = () => {
    aside = [...document.querySelectorAll(".page > :not(.exit), .page-foot")].map((part) => {
      const mark = new Comment();
      part.replaceWith(mark);
      return { part, mark };
    });
    addEventListener("beforeunload", warn);
    addEventListener("pagehide", close);
    document.documentElement.classList.add("filling");
    page.append(sheet);
    sheet.querySelector("h1").focus();
  };
  return { sheet, show, close };
};
