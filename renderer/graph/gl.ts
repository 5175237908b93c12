/** What of WebGL is used here, in few words. */

export type Gl = WebGL2RenderingContext;

export interface Program {
  use(): void;
  uniform(name: string): WebGLUniformLocation | null;
  attribute(name: string): number;
}

/** @throws Error where a shader does not compile, which is a bug */
export function program(gl: Gl, vertex: string, fragment: string): Program {
  const made = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) continue;
    gl.shaderSource(shader, `#version 300 es\nprecision highp float;\nprecision highp int;\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`A shader is wrong: ${gl.getProgramInfoLog(made)}`);
  const uniforms = new Map<string, WebGLUniformLocation | null>();
  return {
    use: () => gl.useProgram(made),
    uniform(name) {
      if (!uniforms.has(name)) uniforms.set(name, gl.getUniformLocation(made, name));
      return uniforms.get(name) ?? null;
    },
    attribute: (name) => gl.getAttribLocation(made, name),
  };
}

export interface Column {
  buffer: WebGLBuffer;
  /** Numbers of one instance. */
  size: number;
  /** Bytes come as 0 to 1, whole numbers as they are. */
  type: 'float' | 'byte' | 'uint';
}

export function column(gl: Gl, size: number, type: Column['type']): Column {
  return { buffer: gl.createBuffer(), size, type };
}

export function fill(gl: Gl, { buffer }: Column, values: ArrayBufferView<ArrayBuffer>): void {
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
}

/**
 * Let an attribute of a program take its values from a column, one for each instance (or each corner).
 * @param first the instance that comes first
 */
export function connect(
  gl: Gl,
  at: number,
  { buffer, size, type }: Column,
  each: 'instance' | 'corner',
  first = 0,
): void {
  if (at < 0) return;
  const offset = first * size * (type === 'byte' ? 1 : 4);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.enableVertexAttribArray(at);
  if (type === 'uint') gl.vertexAttribIPointer(at, size, gl.UNSIGNED_INT, 0, offset);
  else {
    const of = type === 'byte' ? gl.UNSIGNED_BYTE : gl.FLOAT;
    gl.vertexAttribPointer(at, size, of, type === 'byte', 0, offset);
  }
  gl.vertexAttribDivisor(at, each === 'instance' ? 1 : 0);
}

/** A column of pairs that shaders look up by the number of a row. */
export interface LookUp {
  texture: WebGLTexture;
  /** Pairs in a line of it. */
  wide: number;
}

const wide = 1024;

export function lookUp(gl: Gl): LookUp {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
  }
  return { texture, wide };
}

export function fillLookUp(gl: Gl, { texture }: LookUp, pairs: Float32Array): void {
  const high = Math.max(1, Math.ceil(pairs.length / 2 / wide));
  const whole = new Float32Array(wide * high * 2);
  whole.set(pairs);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG32F, wide, high, 0, gl.RG, gl.FLOAT, whole);
}

/** Pixels that are drawn without being seen. */
export interface Ground {
  begin(width: number, height: number): void;
  resume(): void;
  /** Let the canvas show it, and draw there from now on. */
  show(): void;
}

export function ground(gl: Gl): Ground {
  const texture = gl.createTexture();
  const frame = gl.createFramebuffer();
  let [wide, high] = [0, 0];
  return {
    begin(width, height) {
      gl.bindTexture(gl.TEXTURE_2D, texture);
      if (width !== wide || height !== high)
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
      [wide, high] = [width, height];
      gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    },
    resume: () => gl.bindFramebuffer(gl.FRAMEBUFFER, frame),
    show() {
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, frame);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
      gl.blitFramebuffer(0, 0, wide, high, 0, 0, wide, high, gl.COLOR_BUFFER_BIT, gl.NEAREST);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    },
  };
}

/**
 * Calls back when the graphics processor has done all that it was given.
 * @returns false where that cannot be told, since the context was lost
 */
export function whenDone(gl: Gl, done: () => void): boolean {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!sync) return false;
  gl.flush();
  const look = () => {
    if (gl.isContextLost()) return;
    if (gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.SIGNALED) {
      setTimeout(look, 2);
      return;
    }
    gl.deleteSync(sync);
    done();
  };
  setTimeout(look);
  return true;
}
