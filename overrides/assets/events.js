// The days that are agreed on: what is coming stands first, what has been is folded away below it.
import { day } from "./progress.js";

const root = document.querySelector(".days");
const today = day(new Date());

if (root) {
  const past = root.querySelector(".past");
  root.querySelectorAll(".month").forEach((month) => {
    const gone = [...month.querySelectorAll("li")].filter((each) => each.dataset.until < today);
    if (!gone.length) {
      return;
    }
    const earlier = month.cloneNode(true);
    earlier.querySelector("ul").replaceChildren(...gone);
    past.querySelector("summary").after(earlier); // the latest first
    past.hidden = false;
    month.hidden = !month.querySelector("li");
  });
  root.querySelector(".none-coming").hidden = root.querySelector(".month:not([hidden], .past *)") !== null;
}
