import { parentPort, workerData } from "node:worker_threads";

/** Graphviz is an ES module of almost a megabyte, so it is loaded here alone. */
async function draw(dot: string): Promise<string> {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  return (await Graphviz.load()).dot(dot);
}

void draw(workerData as string).then((svg) => parentPort?.postMessage(svg));
