/** What reads `--config`, with the libraries for it. */
export { fill } from "./fill";
export { readConfig } from "./read";
