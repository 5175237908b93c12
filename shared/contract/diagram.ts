/** What passes between the page and the frame in which Mermaid draws, apart from everything else. */

/** Colours of the page's theme, as CSS writes them. */
export interface DiagramColors {
  dark: boolean;
  paper: string;
  surface: string;
  ink: string;
  quiet: string;
  line: string;
  accent: string;
  mark: string;
}

export interface DiagramWish {
  id: number;
  code: string;
  colors: DiagramColors;
  font: string;
}

/** Where a node that is a link stands: parts of the drawing's width and height. */
export interface DiagramLink {
  target: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface DiagramDrawing {
  /** XML of an image: shown as one, it runs nothing and loads nothing. */
  svg: string;
  /** CSS pixels. */
  width: number;
  height: number;
  links: DiagramLink[];
}

export type DiagramAnswer =
  | { kind: 'ready' }
  | { kind: 'drawn'; id: number; drawing: DiagramDrawing }
  | { kind: 'wrong'; id: number; message: string };
