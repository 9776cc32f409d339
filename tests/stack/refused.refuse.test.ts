import { promisesAboutRefusal } from "./support/refused";

promisesAboutRefusal("refuse");
