/** The colour bar as a part of a picture: the ramp with its ends, and in words what they are. */
import type { Brush } from './brush';
import { scaleEnds, scaleText } from './colourBar';
import type { Clip } from './heatMatrix';
import type { ContentLook } from './heatPicture';

export interface BarLook extends ContentLook {
  /** How the magnitude of the ramp's end was chosen. */
  readonly chosen: Clip;
}

const WIDTH = 200;
const HEIGHT = 12;
/** Beyond the ends. */
const TIP = 8;
/** Steps of colour that the eye takes for none. */
const STEPS = 50;

/** Paints with the ramp's left top corner at the origin. */
export function paintBar(brush: Brush, { heat, table, chosen, viewport }: BarLook): void {
  const { colours, clip } = table;
  for (let step = 0; step < STEPS; step++) {
    brush.fillStyle = colours.ramp.text((2 * step) / (STEPS - 1) - 1);
    brush.fillRect((step * WIDTH) / STEPS, 0, WIDTH / STEPS, HEIGHT);
  }
  paintTip(brush, colours.ramp.text(-1), -3, -TIP);
  paintTip(brush, colours.ramp.text(1), WIDTH + 3, TIP);
  const [lowest, highest] = scaleEnds(clip);
  brush.fillStyle = colours.ink;
  brush.textAlign = 'left';
  brush.fillText(lowest, 0, HEIGHT + 10);
  brush.textAlign = 'center';
  brush.fillText('0', WIDTH / 2, HEIGHT + 10);
  brush.textAlign = 'right';
  brush.fillText(highest, WIDTH, HEIGHT + 10);
  brush.textAlign = 'left';
  brush.fillText(scaleText(heat.statistics, chosen, viewport.hasCells), 0, HEIGHT + 28);
}

/** What lies beyond the end has its colour. */
function paintTip(brush: Brush, colour: string, x: number, length: number): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(x, 0);
  brush.lineTo(x, HEIGHT);
  brush.lineTo(x + length, HEIGHT / 2);
  brush.fill();
}
