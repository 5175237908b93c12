/** Places come from a table of pairs, so that a graph in motion sends nothing else. */
const placing = `
uniform sampler2D places;
uniform int wide;
uniform vec2 middle, size;
uniform float scale;
vec2 onScreen(int node) {
  vec2 place = texelFetch(places, ivec2(node % wide, node / wide), 0).xy;
  return (place - middle) * scale + size / 2.0;
}
vec4 atPixel(vec2 pixel) {
  return vec4(pixel / size * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
}`;

/** A node is a square of its size; the shape is cut out of it. */
export const nodeVertex = `${placing}
in vec2 corner;
in float radius, kind;
in vec4 colour;
uniform float dot;
out vec2 at;
out vec4 ink;
out float pixels;
flat out int shape;
void main() {
  pixels = max(1.3, radius * dot) + 1.0;
  at = corner * pixels;
  ink = colour;
  shape = int(kind + 0.5);
  gl_Position = atPixel(onScreen(gl_InstanceID) + at);
}`;

/** 0 a disc, 1 a square, 2 a ring, 3 a diamond; the last pixel fades. */
export const nodeFragment = `
in vec2 at;
in vec4 ink;
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
  vec3 rgb = ink.rgb;
  if (shape == 2) rgb = mix(rgb, paper, clamp(radius - max(1.4, radius * 0.3) - far + 0.5, 0.0, 1.0));
  float alpha = ink.a * inside;
  if (alpha <= 0.0) discard;
  colour = vec4(rgb * alpha, alpha);
}`;

/** A line is a strip between its nodes. */
export const edgeVertex = `${placing}
in vec2 corner;
in uvec2 ends;
in float width;
uniform float faint, ratio;
uniform vec3 plain;
out float across, half_;
out vec4 ink;
void main() {
  vec2 a = onScreen(int(ends.x)), b = onScreen(int(ends.y));
  vec2 way = b - a;
  float far = max(length(way), 0.001);
  vec2 side = vec2(-way.y, way.x) / far;
  half_ = max(width * ratio, ratio) / 2.0;
  across = corner.y * (half_ + 0.5);
  ink = vec4(plain, faint);
  gl_Position = atPixel(mix(a, b, corner.x) + side * across);
}`;

export const edgeFragment = `
in float across, half_;
in vec4 ink;
out vec4 colour;
void main() {
  float alpha = ink.a * clamp(half_ - abs(across) + 0.5, 0.0, 1.0);
  colour = vec4(ink.rgb * alpha, alpha);
}`;
