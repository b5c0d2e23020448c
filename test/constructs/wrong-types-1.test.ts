import { describeWrongTypes } from './wrong-types';

describeWrongTypes(0, 4);
