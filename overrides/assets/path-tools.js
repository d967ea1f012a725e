// The path's own tools, loaded when the first of them is opened: notes for a meeting, paper, the
// calendar, files. Words stand in the page.
import { calendar } from "./calendar.js";
import { save, taking } from "./files.js";
import { exported, shelf } from "./keep.js";
import { reached, written } from "./progress.js";
import { bothNotes, mapping } from "./shapes.js";
import { saying } from "./words.js";

// Puts the tools to work for the path that a page shows; gives what prints its sign-off sheet.
export const serve = ({ all, one, said, record, stages, ids, paths, mine, change, showAll }) => {
  // --- notes for a meeting -------------------------------------------------------------------

  const notes = shelf("notes");
  const field = one("#_notes-text");
  const keep = one("#_notes-keep");
  const sayNotes = saying(one(".path-notes .said"));
  const about = one(".path-notes [data-kept]");
  let last = ""; // as this page last knew them to be kept

  const showNotes = () => {
    about.textContent = keep.checked ? about.dataset.kept : about.dataset.notKept;
  };
  const keepNotes = () => {
    const { state, value } = notes.update((here) => {
      const there = here[record] ?? "";
      const text = there === last ? field.value : bothNotes(field.value, there);
      return mapping([...Object.entries(here), [record, text]]);
    });
    if (state === "kept") {
      last = value[record];
      if (field.value !== last) {
        field.value = last;
      }
    } else {
      keep.checked = false;
      sayNotes(said[state]);
    }
    showNotes();
  };
  const dropNotes = () => {
    notes.update((here) => mapping(Object.entries(here).filter(([id]) => id !== record)));
    last = "";
  };
  const readNotes = (found) => {
    const there = found.value[record];
    keep.checked = there !== undefined;
    if (there !== undefined) {
      field.value = field.value === last ? there : bothNotes(field.value, there);
      last = there;
    } else {
      last = "";
    }
    showNotes();
  };
  field.addEventListener("input", () => {
    if (keep.checked) {
      keepNotes();
    }
  });
  keep.addEventListener("change", () => {
    if (keep.checked) {
      keepNotes();
    } else if (confirm(said.leave)) {
      dropNotes();
    } else {
      keep.checked = true;
    }
    showNotes();
  });
  addEventListener("beforeunload", (event) => {
    if (field.value.trim() && field.value !== last) {
      event.preventDefault();
    }
  });

  // --- print: one part alone -----------------------------------------------------------------

  const printAlone = (part) => {
    part.classList.add("print-alone");
    one("main article").append(part);
    document.documentElement.classList.add("printing-part");
    addEventListener("afterprint", () => {
      part.remove();
      document.documentElement.classList.remove("printing-part");
    }, { once: true });
    print();
  };

  one(".path-notes button").addEventListener("click", () => {
    const part = document.createElement("section");
    const title = document.createElement("h2");
    title.textContent = said.title;
    const text = document.createElement("p");
    text.className = "sheet-notes";
    text.textContent = field.value;
    part.append(title, text);
    printAlone(part);
  });

  const sheet = () => {
    const kept = mine(paths.read().value);
    const { done, earlier } = reached(kept, ids);
    const part = one("#_sheet").content.cloneNode(true).firstElementChild;
    one(".sheet-start", part).textContent = kept.start ? written(kept.start) : "";
    all("[data-task]", part).forEach((cell) => {
      cell.textContent = cell.dataset.task in done ? written(done[cell.dataset.task].on) : "";
    });
    one(".sheet-earlier", part).hidden = !earlier.length;
    one(".sheet-earlier tbody", part).append(...earlier.map(({ on, title }) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = title;
      const cell = document.createElement("td");
      cell.textContent = written(on);
      row.append(head, cell);
      return row;
    }));
    return part;
  };
  const printSheet = () => printAlone(sheet());

  // --- the calendar --------------------------------------------------------------------------

  const start = one("#_start");
  if (start) {
    const sayHere = saying(one(".path-calendar .said"));
    start.addEventListener("change", () => {
      if (start.value && start.validity.valid) {
        sayHere(change((kept) => ({ ...kept, start: start.value })));
      }
    });
    one(".path-calendar button").addEventListener("click", () => {
      if (!start.value || !start.validity.valid) {
        sayHere(said.choose);
        start.focus();
        return;
      }
      const fresh = crypto.randomUUID?.() ?? `${Date.now()}`.padStart(36, "0");
      const trouble = change((kept) => ({ ...kept, start: start.value, calendar: kept.calendar ?? fresh }));
      const here = location.href.split("#")[0];
      const text = calendar({
        title: said.title,
        name: mine(paths.read().value).calendar,
        start: start.value,
        now: new Date(),
        stages: stages.map((stage) => ({
          id: stage.id,
          title: stage.title,
          day: stage.day,
          url: `${here}#${stage.id}`,
          text: [
            ...stage.tasks.map(({ title, item }) =>
              `- ${title} (${one(".minutes", item)?.textContent.trim() ?? ""})`),
            `${here}#${stage.id}`,
          ].join("\n"),
        })),
      });
      save(`${record}.ics`, "text/calendar", text);
      sayHere([said.calendar, trouble].filter(Boolean).join(" "));
    });
  }

  // --- to another device ---------------------------------------------------------------------

  const move = one(".path-move");
  const sayMove = saying(one(".said", move));
  const showStart = () => {
    const kept = mine(paths.read().value);
    if (start && kept.start) {
      start.value = kept.start;
    }
  };
  one("[data-do=save]", move).addEventListener("click", () => {
    save(`${record}.json`, "application/json", exported(["paths", "notes"]));
    sayMove(said.saved);
  });
  taking(one("[data-do=take]", move), said, (_, words) => {
    showAll();
    showStart();
    readNotes(notes.read());
    sayMove(words);
  });
  one("[data-do=erase]", move).addEventListener("click", (event) => {
    const own = event.target.dataset;
    if (confirm(own.ask)) {
      paths.update((here) => mapping(Object.entries(here).filter(([id]) => id !== record)));
      dropNotes();
      field.value = "";
      if (start) {
        start.value = "";
      }
      showAll();
      readNotes(notes.read());
      sayMove(own.erased);
    }
  });

  showStart();
  readNotes(notes.read());
  notes.watch(readNotes);
  paths.watch(showStart);
  return { printSheet };
};
