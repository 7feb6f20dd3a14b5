// Loads the page anew once the files it was made from have changed. Without
// this script the page loads itself anew every two seconds.
const seen = document.querySelector('script[data-seen]').dataset.seen;

const look = async () => {
  try {
    const answer = await fetch('/preview/changed?seen=' + encodeURIComponent(seen));
    if (answer.status === 200) {
      location.reload();
      return;
    }
  } catch {
    // The server is stopped: look again until it is back.
  }
  setTimeout(look, 1000);
};

setTimeout(look, 1000);
