/** Orders `rule-2` before `rule-10`: numbers by their value, all else by its code units. Equal texts alone are equal. */
export function inNaturalOrder(a: string, b: string): number {
  let [at, place] = [0, 0];
  while (at < a.length && place < b.length) {
    if (isDigit(a, at) && isDigit(b, place)) {
      const [one, other] = [numberAt(a, at), numberAt(b, place)];
      if (one.digits !== other.digits)
        return one.digits.length - other.digits.length || plainly(one.digits, other.digits);
      [at, place] = [one.end, other.end];
    } else {
      const difference = a.charCodeAt(at) - b.charCodeAt(place);
      if (difference !== 0) return difference;
      at++;
      place++;
    }
  }
  return a.length - at - (b.length - place) || plainly(a, b);
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 48 && unit <= 57;
}

/** The number that begins there, without the zeros before it. */
function numberAt(text: string, from: number): { digits: string; end: number } {
  let start = from;
  while (text[start] === "0") start++;
  let end = start;
  while (isDigit(text, end)) end++;
  return { digits: text.slice(start, end), end };
}

function plainly(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
