import { promisesAboutRefusal } from "./support/refused";

promisesAboutRefusal("ignore");
