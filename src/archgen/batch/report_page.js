/* Moves the cut with the slider; without this script it stays in the middle. */
for (const slider of document.querySelectorAll(".layers input")) {
  const move = () => slider.parentElement.style.setProperty("--cut", slider.value + "%");
  slider.addEventListener("input", move);
  move();
}
