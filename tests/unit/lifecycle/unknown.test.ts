import { containsUnknown, UNKNOWN } from "../../../provider/lifecycle/unknown";

it("is found at any depth, and nowhere else", () => {
  for (const value of [UNKNOWN, [1, [UNKNOWN]], { a: { b: [null, UNKNOWN] } }])
    expect(containsUnknown(value)).toBe(true);
  for (const value of [undefined, null, 0, "", `${UNKNOWN} `, [], { a: null }, { [UNKNOWN]: 1 }])
    expect(containsUnknown(value)).toBe(false);
});
