// Whether pages are drawn by a real GPU: WebGL in software is slower than no WebGL.
import { app } from 'electron';

/** Names of renderers that draw on the processor. */
const software = /swiftshader|llvmpipe|softpipe|software|microsoft basic render/i;

let asked: Promise<boolean> | undefined;

/** Asked once: Chromium takes a moment to know. */
export function hasRealGpu(): Promise<boolean> {
  asked ??= ask();
  return asked;
}

async function ask(): Promise<boolean> {
  if (app.getGPUFeatureStatus().webgl !== 'enabled') return false;
  try {
    return isReal(await app.getGPUInfo('basic'));
  } catch {
    return false; // Chromium has no GPU process
  }
}

/** What Chromium knows of the GPUs; typed by nobody. */
interface GpuInfo {
  gpuDevice?: { active?: boolean; vendorId?: number; driverVendor?: string }[];
  auxAttributes?: { glRenderer?: string; softwareRendering?: boolean };
}

function isReal(info: unknown): boolean {
  const { gpuDevice = [], auxAttributes = {} } = info as GpuInfo;
  if (auxAttributes.softwareRendering || software.test(auxAttributes.glRenderer ?? '')) return false;
  // PCI's 0xffff is SwiftShader's vendor in Chromium, 0 is none.
  return gpuDevice.some(
    ({ vendorId = 0, driverVendor = '' }) =>
      vendorId !== 0 && vendorId !== 0xffff && !software.test(driverVendor),
  );
}
