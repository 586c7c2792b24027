import { isRefusal, runSimulation } from './run-simulation.js';

try {
  console.log(JSON.stringify(runSimulation(process.argv.slice(2)), null, 2));
} catch (fault) {
  if (!isRefusal(fault)) throw fault;
  console.error(fault.message);
  process.exitCode = 1;
}
