import { describeWrongTypes } from './wrong-types';

describeWrongTypes(2, 4);
