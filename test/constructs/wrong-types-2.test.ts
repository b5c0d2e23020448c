import { describeWrongTypes } from './wrong-types';

describeWrongTypes(1, 4);
