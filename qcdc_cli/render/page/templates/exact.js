"use strict";

// Exact numbers: fractions of whole numbers of any size (BigInt), never binary fractions; and texts that people read.

const MOST_DENOMINATOR = 1n << 64n; // behind this, fractions are reduced
const CUT_DECIMALS = 24n; // a geometric mean is cut off here, as in qcdc_cli/scoring/roots.py
const NUMBER = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;
const FRACTION = /^(-?[0-9]+)\/([0-9]+)$/;
const numbersRead = new Map();

function fraction(top, bottom) {
  if (bottom > MOST_DENOMINATOR) {
    const divisor = commonDivisor(top, bottom);
    return { top: top / divisor, bottom: bottom / divisor };
  }
  return { top, bottom };
}

const ZERO = fraction(0n, 1n);
const HUNDRED = fraction(100n, 1n);

function commonDivisor(one, other) {
  let [larger, smaller] = [one < 0n ? -one : one, other];
  while (smaller) [larger, smaller] = [smaller, larger % smaller];
  return larger || 1n;
}

/** The number that a text of the data says: a decimal, or `n/d`. */
function exact(text) {
  let found = numbersRead.get(text);
  if (found === undefined) {
    found = readNumber(text) || readFraction(text);
    if (!found) throw new Error(`no number: ${text}`);
    numbersRead.set(text, found);
  }
  return found;
}

function readNumber(text) {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const decimals = (match[3] || "").length;
  const top = BigInt(match[2] + (match[3] || ""));
  return { ...fraction(match[1] ? -top : top, 10n ** BigInt(decimals)), decimals };
}

function readFraction(text) {
  const match = FRACTION.exec(text);
  return match && BigInt(match[2]) ? fraction(BigInt(match[1]), BigInt(match[2])) : null;
}

function plus(one, other) {
  if (one.bottom === other.bottom) return fraction(one.top + other.top, one.bottom);
  return fraction(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom);
}

const negative = (one) => fraction(-one.top, one.bottom);
const minus = (one, other) => plus(one, negative(other));
const times = (one, other) => fraction(one.top * other.top, one.bottom * other.bottom);
const isZero = (one) => one.top === 0n;

/** One number by another, which is not below 0 and not 0. */
const by = (one, other) => fraction(one.top * other.bottom, one.bottom * other.top);

/** Below 0, 0 or above 0, as one number is less than another, equal to it, or more. */
function compare(one, other) {
  const [left, right] = [one.top * other.bottom, other.top * one.bottom];
  return left < right ? -1 : left > right ? 1 : 0;
}

const least = (one, other) => (compare(one, other) <= 0 ? one : other);
const most = (one, other) => (compare(one, other) >= 0 ? one : other);
const sum = (numbers) => numbers.reduce(plus, ZERO);

function isDecimal(one) {
  let rest = one.bottom / commonDivisor(one.top, one.bottom);
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}

/** Rounded half away from zero to so many decimals. */
function roundedTo(one, decimals) {
  const scale = 10n ** BigInt(decimals);
  const size = (one.top < 0n ? -one.top : one.top) * scale;
  const whole = (2n * size + one.bottom) / (2n * one.bottom);
  return fraction(one.top < 0n ? -whole : whole, scale);
}

/** A number as people read it, to six decimals where it has more. */
function written(one, words) {
  const near = isDecimal(one) ? one : roundedTo(one, 6);
  let decimals = 0;
  while (compare(roundedTo(near, decimals), near) !== 0) decimals += 1;
  const digits = (roundedTo(near, decimals).top * (near.top < 0n ? -1n : 1n)).toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  const shown = decimals ? digits.slice(0, point) + words.decimal + digits.slice(point) : digits;
  return near.top < 0n ? `−${shown}` : shown;
}

/** A text as it looks: whatever spaces and lines it has. */
const plain = (text) => text.replace(/\s+/gu, " ").trim();

/** A sentence with values in the place of its words in braces. */
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
