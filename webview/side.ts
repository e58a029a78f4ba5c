/** The side view's entry: joins the view to the host and passes the host's news on. */
import './language';
import { connect } from '../src/protocol/channel';
import { sideContract, sideEvents } from '../src/protocol/sideContract';
import { editorTransport } from './editorTransport';
import { SavedChoices, type SideViewState } from './side/choices';
import { SideView } from './side/sideView';
import { Theme } from './theme/theme';

const editor = acquireVsCodeApi<SideViewState>();
const saved = new SavedChoices({
  get: () => editor.getState(),
  set: (state) => {
    editor.setState(state);
  },
});

const { remote } = connect(
  sideEvents,
  {
    state: (state) => {
      view.setState(state);
      return undefined;
    },
  },
  sideContract,
  editorTransport(editor),
);

const view = new SideView(remote, saved, new Theme());
document.getElementById('app')?.append(view.element);
void remote.ready().then((state) => {
  view.setState(state);
});
