// A form in PDF.js, which Firefox has: filled in, saved, drawn.
import * as pdfjs from "./node_modules/pdfjs-dist/legacy/build/pdf.min.mjs";

pdfjs.GlobalWorkerOptions.workerSrc = "./node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs";

const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
const open = (text) => pdfjs.getDocument({ data: bytes(text) }).promise;

function written(data) {
  let text = "";
  for (const each of data) text += String.fromCharCode(each);
  return btoa(text);
}

// Give every text of a form this value, tick every box or none, choose each group's last or first.
window.filled = async (text, value, ticked) => {
  const pdf = await open(text);
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const notes = await (await pdf.getPage(number)).getAnnotations();
    for (const note of notes.filter((each) => each.subtype === "Widget")) {
      const group = notes.filter((each) => each.fieldName === note.fieldName);
      const chosen = note === group.at(ticked ? -1 : 0);
      const said = note.radioButton ? chosen : ticked;
      pdf.annotationStorage.setValue(note.id, { value: note.fieldType === "Tx" ? value : said });
    }
  }
  return written(await pdf.saveDocument());
};

window.drawn = async (text) => {
  const pdf = await open(text);
  const sides = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: 1.5 });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [viewport.width, viewport.height];
    await page.render({ canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE }).promise;
    sides.push(canvas.toDataURL());
  }
  return sides;
};
