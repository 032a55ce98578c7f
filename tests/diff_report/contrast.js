// Texts whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3); colours are read back from a canvas.
(() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    return layers;
  };
  const opacity = (element) => (element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1);
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest("script, option, .skip")) continue;
    const layers = behind(element);
    const back = over(layers);
    const full = over([...layers, getComputedStyle(element).color]);
    const part = opacity(element);
    const front = full.map((value, index) => value * part + back[index] * (1 - part));
    const [low, high] = [light(front), light(back)].sort((one, other) => one - other);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) bad.push(`${element.className || element.tagName} ${walker.currentNode.textContent.trim().slice(0, 20)}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(bad)];
})();
