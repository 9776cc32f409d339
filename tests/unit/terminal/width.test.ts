import { cutToWidth } from "../../../provider/terminal/width";

it.each([
  ["all of it where lines have no end", "abcdef", undefined, "abcdef"],
  ["all of it where a place is left", "abcdef", 7, "abcdef"],
  ["less where the cursor would have no place", "abcdef", 6, "abcd…"],
  ["by places: an East Asian character takes two", "存储存储", 6, "存储…"],
  ["never half of one", "存储存储", 7, "存储…"],
  ["next to nothing", "abcdef", 2, "…"],
])("%s", (_, text, columns, shown) => {
  expect(cutToWidth(text, columns)).toBe(shown);
});
