/** The panel's entry: joins the view to the host and passes the host's news on. */
import './language';
import { connect } from '../src/protocol/channel';
import { panelContract, panelViewContract } from '../src/protocol/panelContract';
import { editorTransport } from './editorTransport';
import { PanelView } from './panelView';
import { SavedView, type ViewState } from './state/viewState';
import { Theme } from './theme/theme';

const editor = acquireVsCodeApi<ViewState>();
const view = new SavedView({
  get: () => editor.getState(),
  set: (state) => {
    editor.setState(state);
  },
});

const { remote } = connect(
  panelViewContract,
  {
    state: (state) => {
      panel.setState(state);
      return undefined;
    },
    show: (cell) => {
      panel.show(cell);
      return undefined;
    },
    mark: (cell) => {
      panel.mark(cell);
      return undefined;
    },
    focused: () => panel.focused(),
    picture: (matrix, format) => panel.picture(matrix, format),
  },
  panelContract,
  editorTransport(editor),
);

const panel: PanelView = new PanelView(remote, view, new Theme());
document.getElementById('app')?.append(panel.element);
addEventListener('focus', () => {
  void remote.attended();
});
void remote.ready().then((state) => {
  panel.setState(state);
});
