// Imported first by tests that send more than any limit lets through.
process.env['RATE_LIMIT_FACTOR'] = '1000000';
