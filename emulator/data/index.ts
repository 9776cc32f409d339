/** What keeps an emulator's state in a folder, with the libraries for it. */
export { DataFolder } from "./folder";
