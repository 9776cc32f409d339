/** Where each code is explained. An entry of a released version keeps its address. */
const PAGE = "https://github.com/pulumi-oss-replication/pulumi-oss-replication/blob/main/docs/errors.md";

/** Points to an entry by its heading, as GitHub makes an anchor of it. */
export function see(heading: string): string {
  return `See ${PAGE}#${heading.toLowerCase().replaceAll(" ", "-")}.`;
}

/** The same text with an address; one that it has already is about something more particular. */
export function withAddress(text: string, heading: string): string {
  return text.includes(PAGE) ? text : `${text} ${see(heading)}`;
}
