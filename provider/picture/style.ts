/** Colours for a drawing on a dark page; on a light one it has its own. */
export const STYLE = `
@media (prefers-color-scheme: dark) {
  .graph > polygon { fill: #0d1117; }
  .graph > text, .region text, .bucket text, .edge text { fill: #e6edf3; }
  .region > path, .region > polygon { fill: #161b22; stroke: #8c959f; }
  .bucket path { fill: #0c2d6b; stroke: #8c959f; }
  .kept path { stroke: #8c959f; } .kept polygon { fill: #8c959f; stroke: #8c959f; }
  .starts path { stroke: #3fb950; } .starts polygon { fill: #3fb950; stroke: #3fb950; }
  .stops path { stroke: #f85149; } .stops polygon { fill: #f85149; stroke: #f85149; }
  .anew path { stroke: #d29922; } .anew polygon { fill: #d29922; stroke: #d29922; }
}
`;
