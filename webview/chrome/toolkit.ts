/** The webview toolkit's widgets, for the chrome only. No other module knows them, so they can be exchanged here. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
} from '@vscode/webview-ui-toolkit';
import { element } from '../dom/element';

let registered = false;

/** Defines the custom elements, once. */
function register(): void {
  if (registered) return;
  registered = true;
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption());
}

/** A button that starts something; `primary` where it is the one thing to do. */
export function commandButton(text: string, rank: 'primary' | 'secondary', onClick: () => void): HTMLElement {
  register();
  const made = document.createElement('vscode-button');
  made.setAttribute('appearance', rank);
  made.textContent = text;
  made.addEventListener('click', onClick);
  return made;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A drop-down list. `select` sets what it shows without calling `onChange`. */
export interface DropDown {
  readonly element: HTMLElement;
  select(value: string): void;
}

export function dropDown(
  label: string,
  choices: readonly Choice[],
  selected: string,
  onChange: (value: string) => void,
): DropDown {
  register();
  const made = document.createElement('vscode-dropdown') as HTMLElement & { value: string };
  made.setAttribute('aria-label', label);
  for (const { value, text } of choices) {
    const option = element('vscode-option' as 'option', { text, attributes: { value } });
    option.toggleAttribute('selected', value === selected);
    made.append(option);
  }
  let shown = selected;
  made.addEventListener('change', () => {
    if (made.value === shown) return;
    shown = made.value;
    onChange(shown);
  });
  return {
    element: made,
    select: (value) => {
      shown = value;
      made.value = value;
    },
  };
}
