import { startPrivateDockerd } from '../../scripts/dockerd';
import { execa } from 'execa';
const d = await startPrivateDockerd({network:'isolated'});
const env={PATH:process.env.PATH!,HOME:'/tmp/fx-home',DOCKER_HOST:`unix://${d.socket}`,ESSAIM_LANG:'en'};
const run=(args:string[],input='')=>execa('node',['/work/main/scripts/essaim.mjs',...args],{env,extendEnv:false,input,reject:false,timeout:12000});
try {
 console.log((await run(['up','--nodes','1'])).exitCode);
 for (const input of ['true\n','true\n','true\n','true\n','','', 'true','sleep 1\n','cat\nhello\n','echo a\necho b\n(exit 4)\n']) {
  const t=Date.now(); const r=await run(['shell','node1'],input);
  console.log(JSON.stringify(input),r.exitCode,r.timedOut,Date.now()-t, JSON.stringify(r.stdout.slice(-80)));
 }
 await run(['down']);
} finally { await d.stop(); }
