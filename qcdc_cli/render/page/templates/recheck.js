// The recheck: what the points of the criteria come to, compared with what the page says.
//
// Its rules are those of qcdc_cli/scoring (combining.py, unit.py, ranking.py, classes.py), written down a second time;
// its data come from qcdc_cli/render/page/figures.py. exact.js stands before it.

// ------------------------------------------------------------------ what one unit gets

/** Prepare a rubric: the number of each criterion, what stands outside the total, and nodes by their ids. */
function prepareRubric(rubric) {
  const [criteria, groups] = [[], []];
  const walk = (node, outside) => {
    node.outside = outside;
    node.declared = node.points;
    node.points = exact(node.points);
    node.weight = exact(node.weight || "1");
    if (!node.parts) {
      node.number = criteria.push(node) - 1;
      return;
    }
    groups.push(node);
    node.takesOff = outside === "penalties";
    node.cap = node.cap === undefined ? null : exact(node.cap);
    for (const part of node.parts) walk(part, outside);
  };
  for (const part of rubric.parts) walk(part, part.list ? part.outside : "");
  const byId = new Map();
  for (const node of [...criteria, ...groups]) if (!byId.has(node.id)) byId.set(node.id, node);
  return Object.assign(rubric, { criteria, groups, byId, declared: rubric.total, total: exact(rubric.total) });
}

/** What a unit gets: each criterion and group, and the total, from the points of its criteria. */
function unitResult(rubric, unit) {
  const results = new Map();
  const resultOf = (node) => {
    if (!results.has(node)) results.set(node, node.parts ? groupResult(node) : criterionResult(node, unit));
    return results.get(node);
  };
  const groupResult = (group) => {
    const parts = group.parts.map((node) => ({ node, ...resultOf(node) }));
    let [points, maximum] = partsTaken(group, parts);
    if (group.cap && (!group.when || group.when.some((condition) => isMet(condition, rubric, unit, resultOf)))) {
      points = group.takesOff ? most(points, negative(group.cap)) : least(points, group.cap);
      if (!group.when) maximum = least(maximum, group.cap);
    }
    if (rubric.rounding && rubric.rounding.at === "group") {
      maximum = attainable(maximum, group.points, rubric.rounding);
      const full = group.outside ? group.points : maximum;
      points = group.takesOff
        ? negative(roundedUnder(negative(points), full, rubric.rounding))
        : roundedUnder(points, full, rubric.rounding);
    }
    const out = group.outside
      ? !group.list && parts.every((part) => part.out)
      : isZero(maximum) && !isZero(group.points);
    const blank = parts.reduce((count, part) => count + part.blank, 0);
    return { points, maximum, out, blank, counts: parts.some((part) => part.counts) };
  };
  const tops = rubric.parts.map((node) => ({ node, ...resultOf(node) }));
  let [points, maximum] = weightedSums(tops);
  if (rubric.bonus_cut) {
    const [lifted] = weightedSums(tops.filter((part) => !part.node.takesOff));
    points = minus(points, most(minus(lifted, maximum), ZERO));
  }
  if (rubric.rounding && rubric.rounding.at !== "criterion") {
    maximum = attainable(maximum, rubric.total, rubric.rounding);
    points = roundedUnder(points, maximum, rubric.rounding);
  }
  const counts = tops.some((part) => part.counts);
  const share = isZero(maximum) ? null : by(points, maximum);
  return { nodes: results, points, maximum, counts, share };
}

function criterionResult(node, unit) {
  const text = unit.points[node.number];
  const maximum = node.outside ? ZERO : node.points;
  if (text === "out") return { points: ZERO, maximum: ZERO, out: true, blank: 0, counts: false };
  if (text === "blank") return { points: ZERO, maximum, out: false, blank: node.outside ? 0 : 1, counts: false };
  return { points: exact(text), maximum, out: false, blank: 0, counts: true };
}

/** Points and maximum of a group before its cap. Parts that are left out have no say. */
function partsTaken(group, all) {
  const parts = all.filter((part) => !part.out);
  if (group.take === "average") return average(group, parts);
  if (group.take === "geometric") return geometric(group, parts);
  if (group.take !== "best") return weightedSums(parts);
  if (!parts.length) return [ZERO, ZERO];
  const points = parts.map((part) => times(part.node.weight, part.points));
  const maxima = parts.map((part) => times(part.node.weight, part.maximum));
  return [points.reduce(group.takesOff ? least : most), maxima.reduce(most)];
}

function weightedSums(parts) {
  return [
    sum(parts.map((part) => times(part.node.weight, part.points))),
    sum(parts.map((part) => times(part.node.weight, part.maximum))),
  ];
}

function average(group, parts) {
  const ofShares = group.average === "shares";
  const weights = sum(parts.filter((part) => !ofShares || !isZero(part.node.points)).map((part) => part.node.weight));
  let divisor = weights;
  if (!ofShares) {
    const full = (nodes) => sum(nodes.map((node) => times(node.weight, node.points)));
    const mean = by(full(group.parts), sum(group.parts.map((node) => node.weight)));
    if (!isZero(mean)) divisor = most(weights, by(full(parts.map((part) => part.node)), mean));
  }
  if (isZero(divisor)) return [ZERO, ZERO];
  const often = (node) => {
    if (!ofShares) return node.weight;
    return isZero(node.points) ? ZERO : by(times(node.weight, group.points), node.points);
  };
  const points = sum(parts.map((part) => times(often(part.node), part.points)));
  const maximum = sum(parts.map((part) => times(often(part.node), part.maximum)));
  return [by(points, divisor), by(maximum, divisor)];
}

/** The geometric mean of the shares, weights as exponents, of the group's points: a root, cut off. */
function geometric(group, all) {
  const parts = all.filter((part) => !isZero(part.maximum));
  if (!parts.length) return [ZERO, ZERO];
  const scale = parts.reduce((product, part) => product * part.node.weight.bottom, 1n);
  const weights = parts.map((part) => (part.node.weight.top * scale) / part.node.weight.bottom);
  const together = weights.reduce(commonDivisor);
  const exponents = weights.map((weight) => weight / together);
  const degree = exponents.reduce((one, other) => one + other);
  let product = fraction(group.points.top ** degree, group.points.bottom ** degree);
  parts.forEach((part, number) => {
    const share = by(part.points, part.maximum);
    product = times(product, fraction(share.top ** exponents[number], share.bottom ** exponents[number]));
  });
  const scaled = (product.top * 10n ** (CUT_DECIMALS * degree)) / product.bottom;
  return [fraction(wholeRoot(scaled, degree), 10n ** CUT_DECIMALS), group.points];
}

/** The largest whole number whose power does not exceed a number: Newton's method in whole numbers, from above. */
function wholeRoot(number, degree) {
  if (number < 2n || degree === 1n) return number;
  let root = 1n << BigInt(Math.ceil(number.toString(2).length / Number(degree)));
  for (;;) {
    const lower = ((degree - 1n) * root + number / root ** (degree - 1n)) / degree;
    if (lower >= root) return root;
    root = lower;
  }
}

function isMet(condition, rubric, unit, resultOf) {
  if (!condition.under) return (unit.disqualifiers || []).includes(condition.disqualifier);
  const subject = resultOf(rubric.byId.get(condition.of));
  if (subject.blank || !subject.counts) return false;
  const { percent, points } = condition.under;
  const bound = percent === undefined ? exact(points) : by(times(subject.maximum, exact(percent)), HUNDRED);
  return compare(subject.points, bound) < 0;
}

/** Full marks stay full: 2.25 of 2.25 becomes neither 2.3 nor 2. */
function roundedUnder(points, maximum, rounding) {
  const rounded = roundedTo(points, rounding.decimals);
  const stays = compare(points, maximum) === 0 || (compare(points, maximum) < 0 && compare(maximum, rounded) < 0);
  return stays && isDecimal(maximum) ? maximum : rounded;
}

function attainable(maximum, declared, rounding) {
  return isDecimal(maximum) ? maximum : least(roundedTo(maximum, rounding.decimals), declared);
}

/** What the parts of a group come to at most: what the rubric must declare for it. */
function mostOf(group) {
  const products = group.parts.map((node) => times(node.weight, node.points));
  let found = sum(products);
  if (group.take === "best") found = products.reduce(most, ZERO);
  else if (group.take === "geometric" || group.average === "shares") found = group.points;
  else if (group.take === "average") found = by(found, sum(group.parts.map((node) => node.weight)));
  return group.cap && !group.when ? least(found, group.cap) : found;
}

// ------------------------------------------------------------------ ranks and classes

/** The rank of each ranked unit by its share. Those with equal shares are in the order that was decided, if any was. */
function ranksByShare(units) {
  const ranked = units.filter((one) => one.unit.rank !== null && one.result.share);
  ranked.sort((one, other) => compare(other.result.share, one.result.share));
  const ranks = new Map();
  for (let first = 0; first < ranked.length; ) {
    let end = first + 1;
    while (end < ranked.length && !compare(ranked[end].result.share, ranked[first].result.share)) end += 1;
    const equal = ranked.slice(first, end);
    const apart = equal.every((one) => one.unit.apart);
    for (const one of equal) {
      const before = apart ? equal.filter((other) => other.unit.rank < one.unit.rank).length : 0;
      ranks.set(one, first + 1 + before);
    }
    first = end;
  }
  return ranks;
}

/** The class that the total reaches, without those that the unit was kept from. */
function classReached(rubric, unit, result) {
  if (unit.rank === null || !result.share || !rubric.classes.length) return { found: unit.class, kept: false };
  let converted = times(result.share, rubric.total);
  if (rubric.classify_up_to !== null) converted = least(converted, exact(rubric.classify_up_to));
  const reaches = ({ bound }) => {
    if (!bound) return true;
    return bound.from === undefined ? compare(converted, exact(bound.above)) > 0 : compare(converted, exact(bound.from)) >= 0;
  };
  const open = rubric.classes.slice(rubric.classes.findIndex(reaches));
  const keptFrom = unit.kept_from || [];
  const found = open.find((entry, number) => number === open.length - 1 || !keptFrom.includes(entry.id));
  return { found: found.id, kept: found !== open[0] };
}

// ------------------------------------------------------------------ comparing

/**
 * Compute everything again and compare it with the data and with what the page shows.
 *
 * Returns how many figures and units were compared, the differences as sentences, and what was taken as decided.
 */
function recheck(data, words, cells) {
  const comparison = new Comparison(words);
  const taken = { tied: [], kept: [], unranked: [] };
  for (const rubric of data.rubrics) comparison.compareRubric(prepareRubric(rubric));
  for (const bloc of data.blocs) {
    const rubric = data.rubrics[bloc.rubric];
    const units = bloc.units.map((unit) => ({ unit, result: unitResult(rubric, unit) }));
    const ranks = bloc.whole ? ranksByShare(units) : new Map();
    for (const one of units) {
      const rank = ranks.has(one) ? ranks.get(one) : one.unit.rank;
      const reached = classReached(rubric, one.unit, one.result);
      comparison.compareUnit(bloc, rubric, one, rank, reached.found);
      if (one.unit.apart && bloc.whole) taken.tied.push(one.unit.name);
      if (reached.kept) taken.kept.push(one.unit.name);
      if (one.unit.rank === null) taken.unranked.push(one.unit.name);
    }
  }
  comparison.compareCells(cells);
  const sentences = data.blocs.every((bloc) => bloc.whole) ? [] : [words.part_of_bloc];
  for (const [sentence, names] of Object.entries(taken)) {
    if (names.length) sentences.push(filled(words[sentence], { units: listed(names, words) }));
  }
  const { figures, differences } = comparison;
  return { figures, units: comparison.expected.size, differences, taken: [...sentences, words.taken] };
}

/** Counts what is compared, and gathers what differs. A figure is expected under what its cell's `data-figure` says. */
class Comparison {
  constructor(words) {
    this.words = words;
    this.figures = 0;
    this.differences = [];
    this.expected = new Map(); // by bloc and unit, then by figure
  }

  tell(sentence, values) {
    this.differences.push(filled(this.words[sentence], values));
  }

  textOf(points) {
    return points === null ? this.words.none : written(points, this.words);
  }

  /** Compare what the data say with a figure. */
  compare(figure, text) {
    this.figures += 1;
    if (isNear(figure, text)) return;
    const shown = text === null ? this.words.none : written(exact(text), this.words);
    this.tell("declared", { ...figure, shown, found: this.textOf(figure.points) });
  }

  /** Compare what the rubric declares for its groups, and in all, with what their parts come to. */
  compareRubric(rubric) {
    const tops = { parts: rubric.parts.filter((node) => !node.list) };
    const unit = this.words.rubric;
    for (const group of rubric.groups) {
      this.compare({ unit, what: this.maximumOf(this.titleOf(group)), points: mostOf(group) }, group.declared);
    }
    this.compare({ unit, what: this.maximumOf(this.words.total), points: mostOf(tops) }, rubric.declared);
  }

  titleOf(node) {
    const kind = !node.parts ? "criterion" : node.list ? "list" : "group";
    return filled(this.words[kind], { id: node.shown || node.id });
  }

  maximumOf(what) {
    return filled(this.words.maximum, { what });
  }

  /** Compare what the data say of a unit, and expect the same in its cells. */
  compareUnit(bloc, rubric, { unit, result }, rank, reached) {
    const figures = new Map();
    this.expected.set(`${bloc.id}/${unit.id}`, figures);
    const expect = (key, what, points, kind = {}) => {
      figures.set(key, { unit: unit.name, what, points, ...kind });
      return figures.get(key);
    };
    const both = (key, what, own, [points, maximum]) => {
      this.compare(expect(key, what, own.counts ? own.points : null), points);
      this.compare({ unit: unit.name, what: this.maximumOf(what), points: own.maximum }, maximum);
    };
    rubric.groups.forEach((group, number) => {
      both(group.key || group.id, this.titleOf(group), result.nodes.get(group), unit.groups[number]);
    });
    for (const node of rubric.criteria) {
      const own = result.nodes.get(node);
      const kind = { mayBeWord: isZero(own.points) };
      expect(node.key || node.id, this.titleOf(node), own.counts ? own.points : null, kind);
    }
    both("total", this.words.total, result, unit.total);
    expect("max", this.maximumOf(this.words.total), result.maximum);
    const percent = result.counts && result.share ? times(result.share, HUNDRED) : null;
    this.compare(expect("share", this.words.share, percent, { rounded: true }), unit.share);
    const place = rank === null ? null : fraction(BigInt(rank), 1n);
    this.compare(expect("rank", this.words.rank, place), unit.rank === null ? null : String(unit.rank));
    const names = new Map(rubric.classes.map((entry) => [entry.id, entry.name]));
    const entry = expect("class", this.words.class, null, { name: names.get(reached) ?? this.words.none });
    this.figures += 1;
    if (reached !== unit.class) {
      this.tell("declared", { ...entry, shown: names.get(unit.class) ?? this.words.none, found: entry.name });
    }
  }

  /** Compare what cells show, as people read it and as data, with what is expected there. */
  compareCells(cells) {
    const seen = new Set();
    for (const { key, text, value } of cells) {
      const end = key.lastIndexOf("/");
      const figure = this.expected.get(key.slice(0, end))?.get(key.slice(end + 1));
      if (!figure) {
        this.tell("unknown", { key, shown: text });
        continue;
      }
      this.figures += 1;
      seen.add(figure);
      const found = figure.name ?? this.textOf(figure.points);
      if (!this.cellAgrees(figure, text)) this.tell("shown", { ...figure, shown: text, found });
      else if (value && !(NUMBER.test(value) && isNear(figure, value))) this.tell("declared", { ...figure, shown: value, found });
    }
    for (const figures of this.expected.values()) {
      for (const key of ["total", "rank"]) if (!seen.has(figures.get(key))) this.tell("missing", figures.get(key));
    }
  }

  cellAgrees(figure, text) {
    if (figure.name === this.words.none) return !/\p{L}/u.test(text);
    if (figure.name !== undefined) return text === plain(figure.name);
    const match = /^(?:[^0-9]*: )?([−-]?)([0-9]+)(?:[.,]([0-9]+))?\s*%?$/u.exec(text);
    if (!match) return !/[0-9]/.test(text) && (figure.points === null || Boolean(figure.mayBeWord));
    return isNear(figure, (match[1] ? "-" : "") + match[2] + (match[3] ? `.${match[3]}` : ""));
  }
}

/** Whether a text says a figure; a share, and what no decimal equals, may be rounded to two decimals or more. */
function isNear({ points, rounded }, text) {
  if (points === null || text === null) return points === text;
  const given = exact(text);
  if (compare(points, given) === 0) return true;
  if (given.decimals === undefined || (!rounded && isDecimal(points))) return false;
  return compare(roundedTo(points, Math.max(2, given.decimals)), given) === 0;
}


/** Some names, and how many more there are. */
function listed(names, words) {
  const first = names.slice(0, 10).join(", ");
  return names.length <= 10 ? first : `${first} ${filled(words.more, { count: names.length - 10 })}`;
}
