// Teams' measures in this page's colours, for the official renderer. Greens, yellows and reds are dark (or light) enough to be read on every box.
const palettes = {
  light: {
    text: "#20222b", subtle: "#545a68", line: "#dfe1e8", good: "#1d6b3f", warning: "#7d4b00", attention: "#b0203a", accent: "#444cb4",
    boxes: { default: "#ffffff", emphasis: "#f4f5f9", good: "#e2f4e9", warning: "#fdf0d7", attention: "#fce8eb", accent: "#e8eafc" },
  },
  dark: {
    text: "#f0f1f5", subtle: "#b4b9c7", line: "#343741", good: "#7fd6a1", warning: "#f2c063", attention: "#ff9aa8", accent: "#a9b0fb",
    boxes: { default: "#22232b", emphasis: "#2c2e38", good: "#1b3527", warning: "#3b2d12", attention: "#43202a", accent: "#2c2f55" },
  },
};

const sizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const weights = { lighter: 200, default: 400, bolder: 600 };

/** The host config of a theme: "light" or "dark". */
export function hostConfigOf(theme) {
  const { boxes, ...ink } = palettes[theme];
  const shade = (color, subtle = color) => ({ default: color, subtle });
  const foregroundColors = {
    default: shade(ink.text, ink.subtle), dark: shade(palettes.light.text, palettes.light.subtle), light: shade(palettes.dark.text, palettes.dark.subtle),
    accent: shade(ink.accent), good: shade(ink.good), warning: shade(ink.warning), attention: shade(ink.attention),
  };
  const containerStyles = Object.fromEntries(Object.entries(boxes).map(([name, backgroundColor]) => [name, { backgroundColor, borderColor: ink.line, foregroundColors }]));
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: ink.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: { default: { fontFamily: "inherit", fontSizes: sizes, fontWeights: weights }, monospace: { fontFamily: "var(--mono)", fontSizes: sizes, fontWeights: weights } },
    textStyles: { heading: { size: "large", weight: "bolder", color: "default", isSubtle: false } },
    textBlock: { headingLevel: 2 },
    containerStyles,
    actions: { maxActions: 6, spacing: "default", buttonSpacing: 8, showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" }, actionsOrientation: "horizontal", actionAlignment: "left" },
    adaptiveCard: { allowCustomStyle: false },
    imageSet: { imageSize: "medium", maxImageHeight: 100 },
    factSet: { title: { weight: "bolder", wrap: true }, value: { wrap: true }, spacing: 16 },
  };
}
