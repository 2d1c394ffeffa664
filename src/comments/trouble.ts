/** Why a whole form was not stored, and what to do about it. Each is shown above the form, with everything that was typed. */
export const trouble = {
  damaged: 'The form arrived damaged. Please send it again.',
  closed: 'Comments are closed here: yours was not stored. You can copy its text below.',
  unavailable: 'Your comment could not be stored just now. It is kept below: please post it again in a minute.',
  tooFast: (seconds: number) => {
    const wait = seconds < 90 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`;
    return `Many comments came from your network in a short time. Please wait ${wait}, then post yours again: it is kept below.`;
  },
} as const;
