// Offsets in the API count Unicode code points; JavaScript strings count UTF-16 units.

const SURROGATE = /[\ud800-\udfff]/;

/** Give a function from code point offset to UTF-16 index in `text`; beyond the end gives its length. */
export function indexer(text) {
  if (!SURROGATE.test(text)) return (offset) => Math.min(offset, text.length);
  const starts = [];
  for (let index = 0; index < text.length; index += text.codePointAt(index) > 0xffff ? 2 : 1) starts.push(index);
  return (offset) => starts[offset] ?? text.length;
}

/** The code points `start` to `end` (half-open) of `text`. */
export function slice(text, start, end) {
  const index = indexer(text);
  return text.slice(index(start), index(end));
}

/** How many code points `text` has. */
export function length(text) {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}
