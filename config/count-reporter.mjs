/** The last line of a test run: `N passed, N failed`. A file that could not run at all counts as one failure. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const passed = results.numPassedTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    if (process.send) process.send({ passed, failed });
    else console.log(`${passed} passed, ${failed} failed`);
  }
}
