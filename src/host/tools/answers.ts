/** What our tools answer: numbers with their proof, as text that is small enough to read. */
import { cellName, limitSentence, verdictWords, type VectorTest } from '../../inspector/naming';
import type { Explanation, Findings, ModelIssue, NumericCheck, Overview } from '../../inspector/views';

/** So many cells of a finding are named. */
const CELLS = 3;

/** The proof, and the same number by central differences where that can be. */
export function explanationText({ markdown }: Explanation, check: NumericCheck | undefined): string {
  if (check === undefined) return markdown;
  const { value, error, step, relativeError, verdict, limit } = check;
  const why = limit === undefined ? '' : ` ${limitSentence(limit)}`;
  return `${markdown}\nCentral difference with step ${step}: \`${value}\` ± ${error.toExponential(1)}, relative error ${relativeError.toExponential(1)}: ${verdictWords(verdict)}.${why}\n`;
}

export function findingsText({ findings }: Findings, overview: Overview): string {
  if (findings.length === 0) return `Nothing is to be noted in the run of ${overview.name}.\n`;
  const isVector: VectorTest = (layer, parameter) =>
    overview.layers[layer]?.parameters.find(({ name }) => name === parameter)?.vector === true;
  const lines = findings.map(({ severity, title, sentence, cells }) => {
    const named = cells.slice(0, CELLS).map((cell) => {
      const sample = cell.sample ?? (isOfSample(cell.quantity) ? cell.row : undefined);
      return `${cellName(cell, isVector, overview.notation.weights)}${sample === undefined ? '' : ` in sample ${sample + 1}`}`;
    });
    const more = cells.length > CELLS ? ` and ${cells.length - CELLS} more` : '';
    return `- ${title} (${severity}): ${sentence} See ${named.join('; ')}${more}.`;
  });
  return `${lines.join('\n')}\n`;
}

function isOfSample(quantity: string): boolean {
  return !['parameter', 'parameterGradient', 'relativeGradient', 'loss'].includes(quantity);
}

/** Why a model did not run, with what has to be mended: `line:column: code: message (expected …, found …)`. */
export function problemsText(file: string, issues: readonly ModelIssue[]): string {
  const lines = issues.map(
    ({ code, message, expected, found, range: { start } }) =>
      `${start.line + 1}:${start.column + 1}: ${code}: ${message} (expected ${expected}, found ${found})`,
  );
  return [
    `${file} is not a network that can be run. Mend these places and call the tool again:`,
    ...lines,
  ].join('\n');
}
