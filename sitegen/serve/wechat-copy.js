// Copies an article as rich text, its pictures within it, and single fields as plain text.
const dataAddress = async (address) => {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
};

const article = async () => {
  const page = document.querySelector('iframe').contentDocument.body.cloneNode(true);
  for (const picture of page.querySelectorAll('img')) {
    picture.setAttribute('src', await dataAddress(new URL(picture.getAttribute('src'), document.querySelector('iframe').src)));
  }
  return page;
};

// Without the newer interface: what is selected in the frame.
const copySelected = () => {
  const frame = document.querySelector('iframe');
  const selection = frame.contentWindow.getSelection();
  selection.selectAllChildren(frame.contentDocument.body);
  const done = frame.contentDocument.execCommand('copy');
  selection.removeAllRanges();
  return done;
};

const copyArticle = async () => {
  try {
    const page = await article();
    const parts = { 'text/html': page.innerHTML, 'text/plain': page.textContent };
    const blobs = Object.entries(parts).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copySelected();
  }
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.hasAttribute('data-copy-article')) {
    const done = await copyArticle();
    document.querySelector('[role=status]').textContent = done ? button.dataset.done : button.dataset.failed;
  } else if (button.dataset.copy) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  }
});
