// `npm run schema`: writes docs/lab.schema.json, by which editors know the keys of `lab.yml`, from the schema in use.
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { jsonSchemaOf } from '../main/labs/sidecar/json-schema';
import { sidecarSchema } from '../main/labs/sidecar/schema';
import { repository } from './repository';

const file = repository('docs', 'lab.schema.json');
const schema = JSON.stringify(jsonSchemaOf(sidecarSchema));
const options = await resolveConfig(file);
await writeFile(file, await format(schema, { ...options, filepath: file }));
