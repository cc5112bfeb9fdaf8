/** The content of a file or blob as base64. */
export const toBase64 = blob => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
  reader.onerror = () => reject(new Error("The file could not be read."));
  reader.readAsDataURL(blob);
});
