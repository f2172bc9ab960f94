// What the page says: dates, numbers and how sure an answer is, in English. Twin of web/words.py.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const ISO_DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

/** What is said of one of several questions that has no answer. */
export const NOT_FOUND = "No sentence was found that answers this.";

/** "7 January 2011", "January 2011" or "2011"; anything that is no ISO 8601 date comes back as it is. */
export function dateInWords(value) {
  const match = ISO_DATE.exec(value);
  if (!match) return value;
  const [, year, month, day] = match;
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${MONTHS[month - 1]} ${year}`;
}

/** Whether a value says it all: "less than two years ago" may be put down as 2010, but is no such year. */
const exact = ({ value, earliest, latest }) => ISO_DATE.test(value) && earliest.startsWith(value) && latest.startsWith(value);

/** A resolved time ({value, earliest, latest}) in words, "16 to 22 October 2023", or "" while unresolved. */
export function timeInWords({ value, earliest, latest }) {
  if (!earliest || !latest) return "";
  if (exact({ value, earliest, latest })) return dateInWords(value);
  return ends(...whole(earliest, latest)).map(([, said]) => said).join(" to ");
}

/** The date that a question for a time is answered with, "" where the answer's own words are that date. */
export function dateAnswered({ date, text }) {
  const when = date ? timeInWords(date) : "";
  return text.includes(when) ? "" : when;
}

/** "Last year: 2010 (seen from 7 January 2011)", or "" while unresolved. */
export function meaning(date) {
  const when = timeInWords(date);
  if (!when) return "";
  return `${date.text}: ${when}${date.anchor ? ` (seen from ${dateInWords(date.anchor)})` : ""}`;
}

/**
 * The ends of a period as [ISO date, words], said once what they share: "1 January" and
 * "31 December 2010". One pair when both are the same.
 */
export function ends(first, last) {
  if (first === last) return [[first, dateInWords(first)]];
  const shared = [7, 4].find((length) => first.length > length && first.slice(0, length) === last.slice(0, length));
  const said = dateInWords(first);
  const short = shared === 7 ? said.split(" ")[0] : shared === 4 ? said.slice(0, -5) : said;
  return [[first, short], [last, dateInWords(last)]];
}

/** "Time asked for": a scope as its days, or as the months or years that it is; "" where both ends are open. */
export function scopeInWords({ earliest, latest }) {
  if (earliest && latest) return ends(...whole(earliest, latest)).map(([, said]) => said).join(" – ");
  if (earliest) return `from ${dateInWords(earliest)}`;
  return latest ? `until ${dateInWords(latest)}` : "";
}

/**
 * A resolved time to be drawn: {dates, before, between, exact}, the words around its one or two
 * dates, and whether it is known as it stands, not only that it lies somewhere between.
 */
export function span(date) {
  const { value, earliest, latest } = date;
  if (exact(date)) return { dates: [[value, dateInWords(value)]], before: "", between: "", exact: true };
  const dates = ends(...whole(earliest, latest));
  // TIMEX3 writes X for what is unknown; a date that is not exact lies somewhere in between as well.
  const between = dates.length > 1 && (value.includes("X") || value.includes("..") || ISO_DATE.test(value));
  return { dates, before: between ? "Between " : "", between: between ? " and " : " – ", exact: !between };
}

/** Days that make whole years or months as such: 2023-11-01 to 2024-11-30 as 2023-11 to 2024-11. */
function whole(first, last) {
  const [year, month] = last.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (first.endsWith("-01-01") && last.endsWith("-12-31")) return [first.slice(0, 4), last.slice(0, 4)];
  if (first.endsWith("-01") && last.endsWith(`-${lastDay}`)) return [first.slice(0, 7), last.slice(0, 7)];
  return [first, last];
}

/** The first and the last day of a year, as ISO dates. */
export const firstDay = (year) => `${String(year).padStart(4, "0")}-01-01`;
export const lastDay = (year) => `${String(year).padStart(4, "0")}-12-31`;

/** "5 articles", "1 article", "12 345 articles" with thin separators. */
export const count = (number, one, many = `${one}s`) => `${digits(number)} ${number === 1 ? one : many}`;

/** "12 345" with thin separators. */
export const digits = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

// From the least share, of a hundred answers this sure, that deserves the words; twin of qa/contract/sureness.py.
export const SURENESS = [[97, "almost certain"], [90, "very likely"], [70, "likely"], [45, "about even"], [0, "doubtful"]];

const [EVEN] = SURENESS.find(([, words]) => words === "about even");

/** How sure an answer is, in words, from its `right_of_hundred`; "" where none was measured. */
export function sureness(rightOfHundred) {
  return SURENESS.find(([least]) => rightOfHundred != null && rightOfHundred >= least)?.[1] ?? "";
}

/** Whether an answer is less sure than even. */
export const doubtful = (rightOfHundred) => rightOfHundred != null && rightOfHundred < EVEN;

/** What the words stand on, as a sentence; "" where nothing was measured. */
export function surenessMeaning(rightOfHundred) {
  return rightOfHundred == null ? "" : `Of answers this sure, ${rightOfHundred} in 100 were right on our test.`;
}

/** "2010–2024", or "2011" when it is one, of years as [{year}] with the earliest first; "" when there are none. */
export const period = (years) => [...new Set([years[0], years.at(-1)].filter(Boolean).map(({ year }) => year))].join("–");

/** A name for a moment in this browser's own time: "22 November 2026, 14:05". */
export function momentInWords(milliseconds) {
  const moment = new Date(milliseconds);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${moment.getDate()} ${MONTHS[moment.getMonth()]} ${moment.getFullYear()}`;
  return `${day}, ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
