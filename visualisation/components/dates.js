/** Return the date, YYYY-MM, that lies a number of months after a start, YYYY-MM. */
export function dateAfter(start, months) {
  const [year, month] = start.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  return Math.floor(count / 12) + "-" + String((count % 12) + 1).padStart(2, "0");
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Return a date, YYYY-MM, with the name of its month. */
export function monthWords(date) {
  const [year, month] = date.split("-").map(Number);
  return MONTHS[month - 1] + " " + year;
}
