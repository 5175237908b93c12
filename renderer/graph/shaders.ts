import { tableWidth } from './gl.ts';

/**
 * Everything comes from tables, by the number of the vertex: six make the two triangles of a node or a line. Drawn as
 * instances, each would take a processor without graphics thirty microseconds.
 */
const placing = `
uniform sampler2D places, rows;
uniform int first;
uniform vec2 middle, size;
uniform float scale;
vec4 rowOf(sampler2D from, int at) {
  return texelFetch(from, ivec2(at % ${tableWidth}, at / ${tableWidth}), 0);
}
vec2 onScreen(int node) {
  return (rowOf(places, node).xy - middle) * scale + size / 2.0;
}
vec4 atPixel(vec2 pixel) {
  return vec4(pixel / size * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
}
vec2 corner() {
  int at = gl_VertexID % 6;
  return vec2(at == 1 || at == 2 || at == 4 ? 1.0 : -1.0, at == 2 || at == 4 || at == 5 ? 1.0 : -1.0);
}`;

/** A node is a square of its size; the shape is cut out of it. Its row: radius, kind, colour as one number. */
export const nodeVertex = `${placing}
uniform float dot;
out vec2 at;
flat out vec3 ink;
out float pixels;
flat out int shape;
void main() {
  int node = gl_VertexID / 6;
  vec4 row = rowOf(rows, node);
  pixels = max(1.3, row.x * dot) + 1.0;
  at = corner() * pixels;
  int colour = int(row.z);
  ink = vec3(colour >> 16, (colour >> 8) & 255, colour & 255) / 255.0;
  shape = int(row.y);
  gl_Position = atPixel(onScreen(node) + at);
}`;

/** 0 a disc, 1 a square, 2 a ring, 3 a diamond; the last pixel fades. */
export const nodeFragment = `
in vec2 at;
flat in vec3 ink;
in float pixels;
flat in int shape;
uniform vec3 paper;
out vec4 colour;
void main() {
  float radius = pixels - 1.0;
  float far = length(at);
  if (shape == 1) far = max(abs(at.x), abs(at.y)) * 1.15;
  if (shape == 3) far = (abs(at.x) + abs(at.y)) * 0.86;
  float inside = clamp(radius - far + 0.5, 0.0, 1.0);
  vec3 rgb = ink;
  if (shape == 2) rgb = mix(rgb, paper, clamp(radius - max(1.4, radius * 0.3) - far + 0.5, 0.0, 1.0));
  if (inside <= 0.0) discard;
  colour = vec4(rgb * inside, inside);
}`;

/** A line is a strip between its nodes. Its row: the two, and its width. */
export const edgeVertex = `${placing}
uniform float faint, ratio;
uniform vec3 plain;
out float across, half_;
out vec4 ink;
void main() {
  vec4 row = rowOf(rows, first + gl_VertexID / 6);
  vec2 a = onScreen(int(row.x)), b = onScreen(int(row.y)), end = corner();
  vec2 way = b - a;
  float far = max(length(way), 0.001);
  vec2 side = vec2(-way.y, way.x) / far;
  half_ = max(row.z * ratio, ratio) / 2.0;
  across = end.y * (half_ + 0.5);
  ink = vec4(plain, faint);
  gl_Position = atPixel(mix(a, b, end.x * 0.5 + 0.5) + side * across);
}`;

export const edgeFragment = `
in float across, half_;
in vec4 ink;
out vec4 colour;
void main() {
  float alpha = ink.a * clamp(half_ - abs(across) + 0.5, 0.0, 1.0);
  colour = vec4(ink.rgb * alpha, alpha);
}`;
