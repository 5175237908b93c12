/** What a block of Exif (TIFF 6.0, Exif 2.32) says that matters here. */
export interface ExifFacts {
  /** It holds a latitude and a longitude. */
  placed: boolean;
  /** How the picture is to be turned: 1 to 8, 1 where nothing is said. */
  orientation: number;
}

const [orientationTag, gpsTag, latitudeTag, longitudeTag] = [0x0112, 0x8825, 2, 4];
const [shortType, longType, rationalType] = [3, 4, 5];

interface Entry {
  tag: number;
  type: number;
  count: number;
  /** Offset of its value, or of where that stands. */
  at: number;
}

/** @returns undefined where no TIFF begins here */
export function readExif(data: Buffer): ExifFacts | undefined {
  const order = data.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return undefined;
  const little = order === 'II*\0';
  const has = (at: number, size: number) => at >= 0 && at + size <= data.length;
  const short = (at: number) => (little ? data.readUInt16LE(at) : data.readUInt16BE(at));
  const long = (at: number) => (little ? data.readUInt32LE(at) : data.readUInt32BE(at));

  const entries = (at: number): Entry[] => {
    if (!has(at, 2)) return [];
    const found: Entry[] = [];
    for (let i = 0, from = at + 2; i < short(at) && has(from, 12); i++, from += 12) {
      found.push({ tag: short(from), type: short(from + 2), count: long(from + 4), at: from + 8 });
    }
    return found;
  };
  /** Cameras without a fix write fractions over nothing. */
  const isAngle = ({ type, count, at }: Entry) => {
    if (type !== rationalType || count < 1 || !has(at, 4)) return false;
    const from = long(at);
    return has(from, 8) && long(from + 4) !== 0;
  };

  if (!has(4, 4)) return undefined;
  const first = entries(long(4));
  const turned = first.find(({ tag, type }) => tag === orientationTag && type === shortType);
  const orientation = turned ? short(turned.at) : 1;
  const gps = first.find(({ tag, type }) => tag === gpsTag && type === longType);
  const places = gps ? entries(long(gps.at)).filter(isAngle) : [];
  const placed = [latitudeTag, longitudeTag].every((wanted) => places.some(({ tag }) => tag === wanted));
  return { placed, orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 };
}

/** Exif that says how a picture is turned, and nothing else. */
export function exifOf(orientation: number): Buffer {
  const exif = Buffer.alloc(26);
  exif.write('MM\0*', 'latin1');
  exif.writeUInt32BE(8, 4);
  exif.writeUInt16BE(1, 8);
  exif.writeUInt16BE(orientationTag, 10);
  exif.writeUInt16BE(shortType, 12);
  exif.writeUInt32BE(1, 14);
  exif.writeUInt16BE(orientation, 18);
  return exif;
}
