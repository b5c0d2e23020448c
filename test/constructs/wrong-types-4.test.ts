import { describeWrongTypes } from './wrong-types';

describeWrongTypes(3, 4);
