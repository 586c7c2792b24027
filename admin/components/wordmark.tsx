/** Three people, each bringing the next. */
export const Wordmark = () => (
  <span className="wordmark">
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="M4 19 12 12 20 4" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="4" cy="19" r="2.5" />
      <circle cx="12" cy="12" r="2.5" />
      <circle cx="20" cy="4.5" r="2.5" />
    </svg>
    <span>upline</span>
  </span>
);
