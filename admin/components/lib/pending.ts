let under_way = 0;

/** Shows at the top of the page that something is under way, until all of it has come. */
export async function pending<Answer>(work: Promise<Answer>): Promise<Answer> {
  show(1);
  try {
    return await work;
  } finally {
    show(-1);
  }
}

function show(more: number): void {
  under_way += more;
  document.documentElement.toggleAttribute('data-loading', under_way > 0);
}
