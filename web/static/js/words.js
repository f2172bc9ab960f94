// What the page says: dates, numbers and how sure an answer is, in English. Twin of web/words.py.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const ISO_DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

/** "7 January 2011", "January 2011" or "2011"; anything that is no ISO 8601 date comes back as it is. */
export function dateInWords(value) {
  const match = ISO_DATE.exec(value);
  if (!match) return value;
  const [, year, month, day] = match;
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${MONTHS[month - 1]} ${year}`;
}

/** A resolved time ({value, earliest, latest}) in words, or "" while unresolved. */
export function timeInWords({ value, earliest, latest }) {
  if (!earliest || !latest) return "";
  if (ISO_DATE.test(value)) return dateInWords(value);
  return earliest === latest ? dateInWords(earliest) : `${dateInWords(earliest)} to ${dateInWords(latest)}`;
}

/** "Last year: 2010 (seen from 7 January 2011)", or "" while unresolved. */
export function meaning(date) {
  const when = timeInWords(date);
  if (!when) return "";
  return `${date.text}: ${when}${date.anchor ? ` (seen from ${dateInWords(date.anchor)})` : ""}`;
}

/** "5 articles", "1 article", "12 345 articles" with thin separators. */
export function count(number, one, many = `${one}s`) {
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return `${digits} ${number === 1 ? one : many}`;
}

// The bounds are the product's; the words are what people take such odds to mean.
const SURENESS = [[0.97, "almost certain"], [0.9, "very likely"], [0.75, "likely"], [0, "uncertain"]];

/** How sure an answer is, in words, from the probability that it is right. */
export function sureness(confidence) {
  return SURENESS.find(([least]) => confidence >= least)?.[1] ?? "uncertain";
}

/** What the words stand on; never promises 0 or 100 in 100. */
export function surenessMeaning(confidence) {
  const right = Math.min(99, Math.max(1, Math.round(confidence * 100)));
  return `Of answers this sure, ${right} in 100 were right on our test.`;
}

/** "2010–2024" or "2011" for ISO dates, maybe partial; "" when there are none. */
export function years(dates) {
  const all = dates.map((date) => date.slice(0, 4)).sort();
  if (!all.length) return "";
  return all[0] === all.at(-1) ? all[0] : `${all[0]}–${all.at(-1)}`;
}

/** A name for a moment in this browser's own time: "22 November 2026, 14:05". */
export function momentInWords(milliseconds) {
  const moment = new Date(milliseconds);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${moment.getDate()} ${MONTHS[moment.getMonth()]} ${moment.getFullYear()}`;
  return `${day}, ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
