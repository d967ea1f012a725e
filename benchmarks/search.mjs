// In the page: asks each search the same queries; gives what each found, with the milliseconds.
const timed = async (find, queries) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const urls = await find(query);
    answers.push([urls, performance.now() - start]);
  }
  return answers;
};

const FIRST = 5;

export const ours = async (root, queries) => {
  const { engine } = await import(`${root}assets/search.js`);
  const { find } = await engine();
  return timed(async (query) => {
    const { pages } = await find(query);
    return (await Promise.all(pages.slice(0, FIRST).map((page) => page()))).map(({ url }) => url);
  }, queries);
};

export const pagefind = async (root, queries) => {
  const made = await (await import(`${root}plain/pagefind.js`))
    .createInstance({ basePath: `${root}plain/`, baseUrl: "/", noWorker: true });
  return timed(async (query) => {
    const { results } = await made.search(query);
    return (await Promise.all(results.slice(0, FIRST).map((each) => each.data())))
      .map(({ url }) => url.slice(1));
  }, queries);
};

export const material = async (root, queries) => {
  const index = await (await fetch(`${root}material/search_index.json`)).json();
  const worker = new Worker(`${root}material/workers/search.js`);
  const ask = (type, data) => new Promise((resolve) => {
    worker.onmessage = ({ data: answer }) => resolve(answer.data);
    worker.postMessage({ type, data });
  });
  await ask(0, index);
  return timed(async (query) => {
    const { items } = await ask(2, query);
    return items.slice(0, FIRST).map(([page]) => page.location);
  }, queries);
};
