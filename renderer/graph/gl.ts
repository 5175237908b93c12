/** What of WebGL is used here, in few words. */

export type Gl = WebGL2RenderingContext;

export interface Program {
  use(): void;
  uniform(name: string): WebGLUniformLocation | null;
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
  };
}

/** Rows of numbers that shaders look up. */
export interface Table {
  texture: WebGLTexture;
  /** Numbers in a row. */
  size: 2 | 4;
}

/** Rows in a line of a texture. */
export const tableWidth = 1024;

export function table(gl: Gl, size: Table['size']): Table {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
  }
  return { texture, size };
}

export function fillTable(gl: Gl, { texture, size }: Table, values: Float32Array): void {
  const high = Math.max(1, Math.ceil(values.length / size / tableWidth));
  const whole = new Float32Array(tableWidth * high * size);
  whole.set(values);
  const [inside, format] = size === 2 ? [gl.RG32F, gl.RG] : [gl.RGBA32F, gl.RGBA];
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, inside, tableWidth, high, 0, format, gl.FLOAT, whole);
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
      gl.activeTexture(gl.TEXTURE0);
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
