/** A model's text with what several questions about it need: made when it is first asked for. */
import { Lines } from './lines';
import type { ModelIssue } from './modelIssue';
import { type ReadModel, readModel } from './readModel';
import { textTree, type TextNode } from './textTree';

export class ModelText {
  #tree: { readonly root: TextNode | undefined } | undefined;
  #lines: Lines | undefined;
  #model: ReadModel | undefined;

  constructor(readonly text: string) {}

  get tree(): TextNode | undefined {
    this.#tree ??= { root: textTree(this.text) };
    return this.#tree.root;
  }

  get lines(): Lines {
    this.#lines ??= new Lines(this.text);
    return this.#lines;
  }

  get model(): ReadModel {
    this.#model ??= readModel(this.text, '');
    return this.#model;
  }

  get issues(): readonly ModelIssue[] {
    return this.model.issues;
  }
}
