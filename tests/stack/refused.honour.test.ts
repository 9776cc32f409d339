import { promisesAboutRefusal } from "./support/refused";

promisesAboutRefusal("honour");
